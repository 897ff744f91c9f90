package io.firebreak.directory.wiring;

import io.firebreak.directory.access.AdminKey;
import io.firebreak.directory.access.BearerSecret;
import io.firebreak.directory.access.Role;
import io.firebreak.directory.access.Secrets;
import io.firebreak.directory.assignment.AssignmentPolicy;
import io.firebreak.directory.move.MoveSettings;
import io.firebreak.directory.push.CellClient;
import io.firebreak.directory.push.PushSettings;
import io.firebreak.directory.revision.Changes;
import io.firebreak.directory.settings.DirectorySettings;
import io.firebreak.directory.table.TableSettings;
import io.firebreak.directory.tenants.SecretSource;
import io.firebreak.identity.ServiceIdentity;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** The parts that come from outside: time, chance, settings, the network. */
@Configuration(proxyBeanMethods = false)
class Wiring {
    private static final String SECRET_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** 62^40 is more than 2^238. */
    private static final int SECRET_LENGTH = 40;

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** For spreading retries only; safe for many threads. */
    @Bean
    RandomGenerator chance() {
        return new Random();
    }

    @Bean
    SecretSource secretSource() {
        SecureRandom random = new SecureRandom();
        return () -> random.ints(SECRET_LENGTH, 0, SECRET_CHARACTERS.length())
                .collect(
                        StringBuilder::new,
                        (text, i) -> text.append(SECRET_CHARACTERS.charAt(i)),
                        StringBuilder::append)
                .toString();
    }

    @Bean
    Changes changes() {
        return new Changes();
    }

    @Bean
    AssignmentPolicy assignmentPolicy(DirectorySettings settings) {
        return new AssignmentPolicy(settings.architecture(), settings.shardSize(), settings.seed());
    }

    @Bean
    Secrets secrets(DirectorySettings settings) {
        Stream<AdminKey> token = Stream.of(new AdminKey("admin", Role.ADMIN, new BearerSecret(settings.adminToken())));
        Stream<AdminKey> keys = settings.keys().stream()
                .map(key -> new AdminKey(key.name(), key.knownRole(), BearerSecret.ofHash(key.hash())));
        return new Secrets(Stream.concat(token, keys).toList(), new BearerSecret(settings.internalSecret()));
    }

    @Bean
    PushSettings pushSettings(DirectorySettings settings) {
        return settings.push();
    }

    @Bean
    TableSettings tableSettings(DirectorySettings settings) {
        return settings.table();
    }

    @Bean
    MoveSettings moveSettings(DirectorySettings settings) {
        return settings.move();
    }

    @Bean
    CellClient cellClient(
            RestClient.Builder builder, JsonMapper json, DirectorySettings settings, ServiceIdentity identity) {
        Supplier<HttpClient> client = identity.http(
                () -> HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.push().connectTimeout()),
                IdentityRules::isCalled);
        RestClient http = builder.requestFactory(
                        (uri, method) -> requests(client.get(), settings.push()).createRequest(uri, method))
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.internalSecret())
                .build();
        JsonMapper lenient = json.rebuild()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new CellClient(http, lenient);
    }

    private static JdkClientHttpRequestFactory requests(HttpClient client, PushSettings push) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(push.readTimeout());
        return requests;
    }
}
