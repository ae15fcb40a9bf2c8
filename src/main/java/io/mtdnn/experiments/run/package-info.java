/** Runs experiments: submits jobs, follows them and reads what they reached. */
package io.mtdnn.experiments.run;
