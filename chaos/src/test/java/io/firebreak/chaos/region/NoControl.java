package io.firebreak.chaos.region;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A region to which nothing can be done but what a test says. */
public class NoControl implements RegionControl {
    @Override
    public List<RegionProcess> processes() {
        return List.of();
    }

    @Override
    public void kill(Collection<ProcessName> names, boolean hold) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void end(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deploy(Collection<ProcessName> names, Map<String, String> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rollBack(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void pause(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(Collection<ProcessName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void down() {
        throw new UnsupportedOperationException();
    }
}
