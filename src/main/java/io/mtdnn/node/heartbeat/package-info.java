/**
 * What nodes say of themselves, in the database, so that every node knows all of them.
 */
@NullMarked
package io.mtdnn.node.heartbeat;

import org.jspecify.annotations.NullMarked;
