package io.firebreak.chaos.measure;

/** Shares of the scored tenants that the shards really assigned let one expect, known before the fault. */
public record Predicted(double belowSlo, double down) {}
