/**
 * Safe file handling: atomic replacement of files and directories, flushing to the
 * device, digests, manifests, detection of a full disk, and files from users. Values and
 * functions only; every module that writes files may use this package.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
