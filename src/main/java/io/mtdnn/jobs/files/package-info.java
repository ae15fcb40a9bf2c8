/**
 * The files of a run: its directory and lock on this node, and its copies in the artifact
 * store for nodes that share no volume. Uses {@code claims}. A new file of a run, or
 * another way to bring it to the node that continues the run, belongs here.
 */
@NullMarked
package io.mtdnn.jobs.files;

import org.jspecify.annotations.NullMarked;
