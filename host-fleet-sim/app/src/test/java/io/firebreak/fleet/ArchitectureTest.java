package io.firebreak.fleet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.firebreak.fleet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_SIMULATION_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAnyPackage("..nitro..", "..inventory..", "..sim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "jakarta..", "tools.jackson..", "io.micrometer..", "java.net..")
            .because("what hosts do is tested without a context, a server or a clock");

    @ArchTest
    static final ArchRule A_HOST_KNOWS_NOTHING_AROUND_IT = classes()
            .that()
            .resideInAPackage("..nitro..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "..fleet.nitro..", "..fleet.api..")
            .because("a host does not know that it is one of a fleet, simulated and journaled");

    @ArchTest
    static final ArchRule ONLY_THE_CONTROLLER_REACHES_THE_HYPERVISOR = noClasses()
            .that()
            .doNotHaveSimpleName("NitroController")
            .and()
            .doNotHaveSimpleName("Hypervisor")
            .should()
            .dependOnClassesThat(simpleName("Hypervisor").and(resideInAPackage("..nitro..")))
            .because("on a Nitro host the hypervisor takes orders from the Nitro controller alone");

    @ArchTest
    static final ArchRule NOTHING_CONNECTS_OUTWARD = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..",
                    "javax.net..",
                    "org.springframework.web.client..",
                    "org.springframework.web.reactive..",
                    "org.springframework.http.client..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.channels.SocketChannel")
            .because("hosts are passive: the cell connects to them, never they to anything");

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_INJECTED = noClasses()
            .that()
            .doNotHaveSimpleName("FleetConfiguration")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a seeded run must give the same again");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.firebreak.fleet.(*)..")
            .should()
            .beFreeOfCycles()
            .because("arrows point one way: wire and fault to the fleet, the fleet to its hosts and journal");
}
