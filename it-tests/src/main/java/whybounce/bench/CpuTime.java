package whybounce.bench;

import java.lang.management.ManagementFactory;

/** What the processors spent on this JVM, its compiler and its collector included. */
final class CpuTime {

    private CpuTime() {}

    static double seconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
