/** Limits what callers without a key can do to the servlet container. */
@NullMarked
package io.mtdnn.web.tomcat;

import org.jspecify.annotations.NullMarked;
