/** What an experiment asks for, and the runs that follow from it. Pure functions. */
package io.mtdnn.experiments.study;
