/** What the finished runs of an experiment show, and how sure it is. Pure functions. */
@NullMarked
package io.mtdnn.experiments.analysis;

import org.jspecify.annotations.NullMarked;
