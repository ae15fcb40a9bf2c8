/** Runs experiments: submits jobs, follows them and reads their scores. */
@NullMarked
package io.mtdnn.experiments.run;

import org.jspecify.annotations.NullMarked;
