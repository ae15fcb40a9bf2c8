/** Bounds what strangers can do to the servlet container. */
package io.mtdnn.web.tomcat;
