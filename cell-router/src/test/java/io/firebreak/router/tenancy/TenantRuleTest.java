package io.firebreak.router.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRuleTest {
    private static final String KEY_SHA256 = TenantName.sha256("s3cret");

    private record Head(String method, String uri, Map<String, List<String>> headers) implements RequestHead {
        @Override
        public List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }

        static Head of(String uri, String... header) {
            return new Head("GET", uri, header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1])));
        }
    }

    @Test
    void takesTheFirstPlaceThatHasATenant() {
        TenantRule rule = rule(new TenantSource.Header("X-Tenant"), new TenantSource.Query("tenant"));
        assertThat(rule.read(Head.of("/?tenant=b", "X-Tenant", "a"))).isEqualTo(named("a"));
        assertThat(rule.read(Head.of("/?tenant=b"))).isEqualTo(named("b"));
        assertThat(rule.read(Head.of("/?tenant=b", "X-Tenant", ""))).isEqualTo(named("b"));
        assertThat(rule.read(Head.of("/"))).isEqualTo(new Reading.Nothing());
    }

    @Test
    void givesARequestWithoutATenantToTheOneThatIsNamedForIt() {
        TenantRule rule = new TenantRule(
                List.of(new TenantSource.Header("X-Tenant")), Optional.of(new TenantId("public")), Optional.empty());
        assertThat(rule.read(Head.of("/"))).isEqualTo(named("public"));
    }

    @Test
    void refusesAHeaderThatStandsTwiceInsteadOfLookingElsewhere() {
        TenantRule rule = rule(new TenantSource.Header("X-Tenant"), new TenantSource.Query("tenant"));
        assertThat(rule.read(new Head("GET", "/?tenant=b", Map.of("X-Tenant", List.of("a", "b")))))
                .isInstanceOf(Reading.Unclear.class);
    }

    @Test
    void namesATextThatIsNoTenantsNameByItsHash() {
        TenantRule rule = rule(new TenantSource.Header("X-Tenant"));
        Reading reading = rule.read(Head.of("/", "X-Tenant", "Alice@example.com"));
        assertThat(reading).isEqualTo(rule.read(Head.of("/", "X-Tenant", "Alice@example.com")));
        assertThat(reading).isNotEqualTo(rule.read(Head.of("/", "X-Tenant", "alice@example.com")));
        assertThat(((Reading.Named) reading).tenant().value()).matches("h-[0-9a-f]{36}");
        assertThat(rule.read(Head.of("/", "X-Tenant", "x".repeat(257)))).isInstanceOf(Reading.Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "Bearer s3cret", "bearer  s3cret", " s3cret "})
    void findsTheTenantOfAKeyWithoutKeepingTheKey(String value) {
        TenantRule rule = rule(new TenantSource.ApiKey("Authorization", Map.of(KEY_SHA256, new TenantId("acme"))));
        assertThat(rule.read(Head.of("/", "Authorization", value))).isEqualTo(named("acme"));
    }

    @Test
    void makesATenantOfAKeyNobodyHasNamed() {
        TenantRule rule = rule(new TenantSource.ApiKey("X-Api-Key", Map.of()));
        assertThat(rule.read(Head.of("/", "X-Api-Key", "s3cret")))
                .isEqualTo(named("key-" + KEY_SHA256.substring(0, 36)));
        assertThat(rule.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "acme.example.com, acme, acme",
        "ACME.Example.com:8080, acme, acme",
        "acme.example.com., acme, acme",
        "eu.acme.example.com, eu, -",
        "example.com, example, -",
        "localhost, -, -",
        "10.0.0.1:80, -, -",
        "[::1]:80, -, -",
        "acme.other.com, acme, -",
    })
    void readsAHostsNameByItsLabelOrItsSuffix(String host, String byLabel, String bySuffix) {
        Head head = Head.of("/", "Host", host);
        assertThat(rule(new TenantSource.HostLabel(1)).read(head)).isEqualTo(expected(byLabel));
        assertThat(rule(new TenantSource.HostSuffix(".example.com")).read(head)).isEqualTo(expected(bySuffix));
    }

    @ParameterizedTest
    @CsvSource({
        "/tenants/acme/orders, acme",
        "/tenants/acme, acme",
        "/tenants/acme?x=/tenants/other, acme",
        "/tenants/%61cme/orders, acme",
        "/tenants/acme/a%20b, acme",
        "/tenants/, -",
        "/other/acme, -",
        "/, -",
    })
    void readsTheSegmentAfterAPrefix(String uri, String tenant) {
        assertThat(rule(new TenantSource.PathPrefix("/tenants/")).read(Head.of(uri)))
                .isEqualTo(expected(tenant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tenants/acme/../other/orders",
                "/tenants/acme/%2e%2e/other",
                "/tenants/acme/..%2fother",
                "/tenants/./acme",
                "//tenants/acme",
                "/tenants//acme",
                "/x/../tenants/acme",
                "/%74enants/acme",
                "/tenants/acme;v=1/orders",
                "/tenants/acme%2Fother",
                "/tenants/acme\\other",
                "/tenants%2Facme",
                "/tenants/acme%",
                "/tenants/%ff",
                "/tenants//../acme",
                "/tenants/bob//../../evil//../tenants/bob",
                "/tenants/bob/%2f..%2f../evil/%2f../tenants/bob",
                "/tenants/bob/;x/../../evil/;x/../tenants/bob",
                "/tenants/bob/..;/../../evil/..;/tenants/bob",
                "/tenants/bob/a\\b/../../evil",
                "/tenants/bob/a%2fb/../../evil",
                "/tenants/bob/%2e%2e/../../evil/%2e%2e/tenants/bob",
            })
    void refusesAPathAServiceMightReadAsAnotherTenants(String uri) {
        assertThat(rule(new TenantSource.PathPrefix("/tenants/")).read(Head.of(uri)))
                .isInstanceOf(Reading.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/?tenant=acme, acme",
        "/?x=1&tenant=acme&y=2, acme",
        "/?ten%61nt=%61cme, acme",
        "/?tenant=, -",
        "/?tenant, -",
        "/?tenants=acme, -",
        "/tenant=acme, -",
    })
    void readsAParameterOfTheQuery(String uri, String tenant) {
        assertThat(rule(new TenantSource.Query("tenant")).read(Head.of(uri))).isEqualTo(expected(tenant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/?tenant=a&tenant=b", "/?tenant=a&ten%61nt=a", "/?tenant=a;tenant=b", "/?%=1", "/?tenant=%f"})
    void refusesAQueryThatCanBeReadInTwoWays(String uri) {
        assertThat(rule(new TenantSource.Query("tenant")).read(Head.of(uri))).isInstanceOf(Reading.Unclear.class);
    }

    private static TenantRule rule(TenantSource... sources) {
        return new TenantRule(List.of(sources), Optional.empty(), Optional.empty());
    }

    private static Reading expected(String tenant) {
        return tenant.equals("-") ? new Reading.Nothing() : named(tenant);
    }

    private static Reading named(String tenant) {
        return new Reading.Named(new TenantId(tenant));
    }
}
