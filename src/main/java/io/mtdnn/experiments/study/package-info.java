/** What an experiment asks for, and the runs that follow from it. Pure functions. */
@NullMarked
package io.mtdnn.experiments.study;

import org.jspecify.annotations.NullMarked;
