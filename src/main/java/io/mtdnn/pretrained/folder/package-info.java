/**
 * The folder of the encoders: checks, content hashes, and the conversion of shipped
 * archives.
 */
@NullMarked
package io.mtdnn.pretrained.folder;

import org.jspecify.annotations.NullMarked;
