package whybounce.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sums of one iteration for two mailets that take turns; JMH hands them out by these names. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Sums {
    public double ourReports;
    public double ourSeconds;
    public double ourCpuSeconds;
    public double otherReports;
    public double otherSeconds;
    public double otherCpuSeconds;

    void ours(Block block) {
        ourReports += block.reports();
        ourSeconds += block.seconds();
        ourCpuSeconds += block.cpuSeconds();
    }

    void other(Block block) {
        otherReports += block.reports();
        otherSeconds += block.seconds();
        otherCpuSeconds += block.cpuSeconds();
    }
}
