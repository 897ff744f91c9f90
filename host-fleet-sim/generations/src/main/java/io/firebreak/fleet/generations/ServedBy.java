package io.firebreak.fleet.generations;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a function of the host is served. */
public enum ServedBy {
    /** In the privileged virtual machine, on processors that all guests' requests share, first come, first served. */
    @JsonProperty("dom0")
    DOM0,
    /** On a card of its own, with a queue for each guest. */
    @JsonProperty("card")
    CARD
}
