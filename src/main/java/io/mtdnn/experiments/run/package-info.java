/** Runs experiments: submits jobs, follows them and reads what they reached. */
@NullMarked
package io.mtdnn.experiments.run;

import org.jspecify.annotations.NullMarked;
