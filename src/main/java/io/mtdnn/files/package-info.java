/**
 * Files that stay whole: replacement of files and directories in one step, flushing to
 * the device, digests, manifests, what a full disk looks like, and files from outside.
 * Values and functions only; every module that writes files may use it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
