/** Names and numbers as tables, figures and sentences write them. */
@NullMarked
package io.mtdnn.experiments.wording;

import org.jspecify.annotations.NullMarked;
