/** A mirror of runs in an MLflow tracking server. */
@NullMarked
package io.mtdnn.tracking.mlflow;

import org.jspecify.annotations.NullMarked;
