package io.firebreak.chaos.region;

/**
 * Which connections of a region are secured.
 *
 * @param services between its processes, with certificates on both sides
 * @param router from tenants to routers, with a certificate of the router
 */
public record RegionSecurity(boolean services, boolean router) {
    public static final RegionSecurity PLAIN = new RegionSecurity(false, false);
    public static final RegionSecurity SERVICES = new RegionSecurity(true, false);
    public static final RegionSecurity ALL = new RegionSecurity(true, true);

    /** Whether there are certificates at all. */
    boolean any() {
        return services || router;
    }

    /** The scheme of a process's API port. */
    String scheme(ProcessKind kind) {
        return (kind == ProcessKind.ROUTER ? router : services) ? "https" : "http";
    }
}
