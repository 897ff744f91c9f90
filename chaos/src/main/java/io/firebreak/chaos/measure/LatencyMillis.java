package io.firebreak.chaos.measure;

/** From the scheduled start to the end of the intent, good or bad, in the fault window. */
public record LatencyMillis(double p50, double p99, double p999) {}
