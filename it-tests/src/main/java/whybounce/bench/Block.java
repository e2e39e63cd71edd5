package whybounce.bench;

/** Reports that one mailet wrote without a pause. */
record Block(double reports, double seconds, double cpuSeconds) {}
