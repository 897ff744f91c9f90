package io.firebreak.cell.placement;

/** Names a tentative reservation of one {@link PlacementEngine}; means nothing to another, nor after a restart. */
public record ReservationId(long value) {}
