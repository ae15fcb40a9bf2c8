/**
 * What each step trains on: which task, which of its items, at which learning rate; all
 * of it a function of the seed.
 */
package io.mtdnn.training.schedule;
