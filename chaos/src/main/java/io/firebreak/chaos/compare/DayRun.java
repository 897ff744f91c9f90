package io.firebreak.chaos.compare;

import io.firebreak.chaos.audit.Auditor;
import io.firebreak.chaos.fault.FaultHooks;
import io.firebreak.chaos.fault.FaultPlan;
import io.firebreak.chaos.fault.Injector;
import io.firebreak.chaos.fault.PlannedFault;
import io.firebreak.chaos.fault.Predictor;
import io.firebreak.chaos.gameday.GameDay;
import io.firebreak.chaos.journal.DayEnding;
import io.firebreak.chaos.journal.DayHeader;
import io.firebreak.chaos.journal.DayLog;
import io.firebreak.chaos.journal.RunLog;
import io.firebreak.chaos.load.LoadGenerator;
import io.firebreak.chaos.measure.AcknowledgedLaunch;
import io.firebreak.chaos.measure.AuditResult;
import io.firebreak.chaos.measure.Day;
import io.firebreak.chaos.measure.DayEvidence;
import io.firebreak.chaos.measure.DayMeasure;
import io.firebreak.chaos.measure.Ledger;
import io.firebreak.chaos.measure.LiveMeasure;
import io.firebreak.chaos.measure.OutcomeLog;
import io.firebreak.chaos.measure.Prediction;
import io.firebreak.chaos.measure.Slo;
import io.firebreak.chaos.region.RegionConnections;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One game day on a running region, from the first intent to the audit: warm-up, steady state, faults, recovery. The load
 * goes on all the time; faults are made by its clock.
 */
final class DayRun {
    /** How long tokens may take to settle and instances to arrive after the load's end. */
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(60);

    private final DaySetting setting;
    private final GameDay gameDay;
    private final Equipment equipment;
    private final Consumer<Runnable> onExit;
    private final FaultPlan plan;
    private final Prediction prediction;
    private final OutcomeLog log = new OutcomeLog();
    private final Ledger ledger = new Ledger();
    private final LiveMeasure live;
    private final DayLog dayLog;

    /**
     * @param onExit takes what must be undone when the program is told to stop and the region goes on
     * @param runLog gets the day
     */
    DayRun(DaySetting setting, Equipment equipment, Consumer<Runnable> onExit, RunLog runLog) {
        this.onExit = onExit;
        this.setting = setting;
        this.gameDay = setting.gameDay();
        this.equipment = equipment;
        this.plan = FaultPlan.of(gameDay, setting.site());
        this.prediction = Predictor.predict(plan, setting.site(), Slo.of(gameDay));
        this.live = new LiveMeasure(log, plan.poisoned(), Slo.of(gameDay));
        this.dayLog = runLog.day(header(runLog.nextDay()));
    }

    private DayHeader header(int number) {
        return new DayHeader(
                number,
                setting.study(),
                gameDay.title(),
                setting.file().architecture().toString(),
                gameDay.seed(),
                setting.file().cells().size(),
                DaySetting.shardSize(setting.tenants()),
                Slo.of(gameDay),
                setting.measuredTenants(plan.poisoned()).stream()
                        .map(DayHeader.Tenant::of)
                        .toList());
    }

    /**
     * Runs the day.
     *
     * @throws IOException when the region cannot be audited
     * @throws TimeoutException when a fault cannot be made
     */
    Day run() throws IOException, InterruptedException, TimeoutException {
        logPrediction();
        Course course;
        try (OutcomeFeed feed = new OutcomeFeed(log, dayLog);
                LoadGenerator load = loadGenerator();
                Injector injector = new Injector(
                        setting.region().control(), hooks(), load, equipment.standing(), equipment.progress())) {
            onExit.accept(injector::close);
            course = new Course(
                    gameDay,
                    plan,
                    load,
                    injector,
                    live,
                    gameDay.abortOf(setting.file().architecture()),
                    dayLog,
                    equipment.progress());
            load.start();
            feed.start(load::elapsedNanos);
            course.run();
            equipment.progress().report(launched());
        }
        equipment.progress().report("auditing databases and hosts");
        AuditResult audit = new Auditor(RegionConnections.http(setting.file()), equipment.clock())
                .audit(setting.file(), ledger, AUDIT_PATIENCE);
        DayEvidence evidence = evidence(course, audit);
        Day day = DayMeasure.measure(evidence);
        dayLog.measured(
                day.result().measured(),
                new DayEnding(
                        evidence.times(),
                        evidence.faults(),
                        evidence.aborted(),
                        audit,
                        evidence.outcomes().size()));
        return day;
    }

    private DayEvidence evidence(Course course, AuditResult audit) {
        return new DayEvidence(
                gameDay,
                setting.measuredTenants(plan.poisoned()),
                course.times(),
                prediction,
                course.spans(),
                course.aborted(),
                log.soFar(),
                audit);
    }

    private String launched() {
        List<AcknowledgedLaunch> launches = ledger.launches();
        return "%,d launches of %d instance types acknowledged to %d tenants"
                .formatted(
                        launches.size(),
                        launches.stream()
                                .map(AcknowledgedLaunch::instanceType)
                                .distinct()
                                .count(),
                        launches.stream()
                                .map(launch -> launch.token().tenant())
                                .distinct()
                                .count());
    }

    private LoadGenerator loadGenerator() {
        return new LoadGenerator(
                gameDay.load(),
                gameDay.warmUp(),
                setting.loadTenants(),
                setting.routers(),
                gameDay.seed(),
                setting.tokenPrefix(),
                log,
                ledger,
                equipment.clock(),
                RegionConnections.builder(setting.file()));
    }

    private FaultHooks hooks() {
        return FaultHooks.of(equipment.http(), equipment.clock(), setting.file());
    }

    private void logPrediction() {
        dayLog.predicted(
                setting.file().architecture().toString(),
                gameDay.seed(),
                plan.faults().stream().map(PlannedFault::target).toList(),
                plan.poisoned(),
                prediction);
    }
}
