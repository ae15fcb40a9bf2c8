package io.mtdnn.jobs;

/**
 * The score of a job on one evaluation set, after its newest evaluation.
 *
 * @param dataset name of the evaluation set
 * @param metric its main metric, the one that its publisher ranks by
 * @param value as the official evaluator reports it: a percentage for questions,
 * otherwise a share or a correlation
 */
public record JobScore(String dataset, String metric, double value) {

}
