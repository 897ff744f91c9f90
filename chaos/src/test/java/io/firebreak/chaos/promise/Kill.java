package io.firebreak.chaos.promise;

import io.firebreak.assigner.CellId;
import java.time.Instant;

/** A SIGKILL that happened, between {@code begin} and {@code end}. */
record Kill(Victim victim, CellId cell, Instant begin, Instant end) {}
