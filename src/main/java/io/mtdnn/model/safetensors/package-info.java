/**
 * Reading and writing safetensors files.
 */
package io.mtdnn.model.safetensors;
