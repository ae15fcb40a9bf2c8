/**
 * Searches that choose what to train next by earlier scores: a Gaussian process over
 * mixtures and Thompson sampling over tasks. Pure functions; the same scores and seed
 * lead to the same choice.
 */
@NullMarked
package io.mtdnn.experiments.search;

import org.jspecify.annotations.NullMarked;
