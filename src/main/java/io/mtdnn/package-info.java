/** The application: its start, its checks and how it reports a start that failed. */
@NullMarked
package io.mtdnn;

import org.jspecify.annotations.NullMarked;
