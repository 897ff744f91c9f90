package io.firebreak.cell.quota;

/** Whether a {@link QuotaCharge} is within the quotas. */
public sealed interface QuotaVerdict {
    /** It is counted once the transaction commits. */
    record Charged() implements QuotaVerdict {}

    /**
     * Nothing was counted.
     *
     * @param left what the tenant may still take
     */
    record Exceeded(Usage left) implements QuotaVerdict {}
}
