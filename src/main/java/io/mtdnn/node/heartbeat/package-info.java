/**
 * The reports of all nodes about themselves, in the database that they share.
 */
@NullMarked
package io.mtdnn.node.heartbeat;

import org.jspecify.annotations.NullMarked;
