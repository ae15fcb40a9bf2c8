/**
 * The folder of the encoders: checks, content hashes, and the conversion of shipped
 * archives.
 */
package io.mtdnn.pretrained.folder;
