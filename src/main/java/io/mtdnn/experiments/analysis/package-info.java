/** What the finished runs of an experiment show, and how sure it is. Pure functions. */
package io.mtdnn.experiments.analysis;
