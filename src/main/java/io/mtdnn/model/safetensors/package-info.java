/**
 * Reading and writing safetensors files.
 */
@NullMarked
package io.mtdnn.model.safetensors;

import org.jspecify.annotations.NullMarked;
