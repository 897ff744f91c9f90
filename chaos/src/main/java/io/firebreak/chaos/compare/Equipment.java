package io.firebreak.chaos.compare;

import io.firebreak.chaos.fault.StandingFaults;
import io.firebreak.chaos.load.NanoClock;
import io.firebreak.chaos.region.Progress;
import java.net.http.HttpClient;

/** What every day needs besides a region. */
record Equipment(HttpClient http, NanoClock clock, StandingFaults standing, Progress progress) {}
