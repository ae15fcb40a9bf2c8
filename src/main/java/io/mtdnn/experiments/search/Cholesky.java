package io.mtdnn.experiments.search;

/** The triangular factor of a symmetric positive definite matrix. */
final class Cholesky {

	private final double[][] lower;

	private Cholesky(double[][] lower) {
		this.lower = lower;
	}

	/**
	 * Factorises a matrix, of which the lower triangle is read.
	 * @throws IllegalArgumentException if it is not positive definite
	 */
	static Cholesky of(double[][] matrix) {
		double[][] lower = new double[matrix.length][matrix.length];
		for (int row = 0; row < matrix.length; row++) {
			for (int column = 0; column <= row; column++) {
				double left = matrix[row][column];
				for (int i = 0; i < column; i++) {
					left -= lower[row][i] * lower[column][i];
				}
				if (row == column && !(left > 0)) {
					throw new IllegalArgumentException("the matrix is not positive definite");
				}
				lower[row][column] = (row == column) ? Math.sqrt(left) : left / lower[column][column];
			}
		}
		return new Cholesky(lower);
	}

	/** The vector that the matrix maps to another. */
	double[] solve(double[] vector) {
		double[] solved = vector.clone();
		for (int row = 0; row < solved.length; row++) {
			for (int i = 0; i < row; i++) {
				solved[row] -= this.lower[row][i] * solved[i];
			}
			solved[row] /= this.lower[row][row];
		}
		for (int row = solved.length - 1; row >= 0; row--) {
			for (int i = row + 1; i < solved.length; i++) {
				solved[row] -= this.lower[i][row] * solved[i];
			}
			solved[row] /= this.lower[row][row];
		}
		return solved;
	}

	/** Logarithm of the matrix' determinant. */
	double logDeterminant() {
		double sum = 0;
		for (int i = 0; i < this.lower.length; i++) {
			sum += 2 * Math.log(this.lower[i][i]);
		}
		return sum;
	}

}
