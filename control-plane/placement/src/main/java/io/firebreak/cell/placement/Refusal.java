package io.firebreak.cell.placement;

/** Why a host takes no instance of a request, in the order in which the reasons are looked for. */
public enum Refusal {
    WRONG_FAMILY,
    WRONG_ZONE,
    /** Silent or being drained. */
    NOT_ACCEPTING,
    /** It is dedicated to somebody, or the request wants it alone and it is in use. */
    TENANCY,
    /** Its rack is not one the placement group may use next. */
    PLACEMENT_GROUP,
    VCPUS,
    MEMORY,
    NETWORK,
    EBS,
    INTERFACES,
    VOLUMES,
    LOCAL_DISK,
    ACCELERATORS
}
