package io.firebreak.chaos.load;

/** Sends one attempt; every way it can end is a {@link Reply}. */
@FunctionalInterface
interface Transport {
    Reply send(ApiRequest request);
}
