/**
 * The generations of hosts as data, and a model of one host that shows what each of them costs its guests.
 *
 * <p>The data is {@code generations.yaml} beside these classes: what runs where, service times, and the source of every
 * figure. The model is a seeded simulation of queues: one measured guest, neighbours in bursts, and what they share. It
 * reads no clock, knows nothing of fleets and cells, and no result stands in the data.
 */
@NullMarked
package io.firebreak.fleet.generations;

import org.jspecify.annotations.NullMarked;
