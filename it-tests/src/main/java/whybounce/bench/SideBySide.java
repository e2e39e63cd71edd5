package whybounce.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What our part took and what James's took, measured in turns in one run: what else the machine does then hits both alike.
 * Printed are medians; the ratio and the difference are those of neighbours, ours by James's and ours less James's:
 *
 * <pre>
 *                    reports/s  CPU ms a report
 * ExplainedBounce        11500            0.086
 * DSNBounce               9800            0.101
 * ratio                  1.173            0.851
 * difference              1700           -0.015
 * </pre>
 */
final class SideBySide {

    private static final String NAME = "%-18s";

    private final List<String> measures;
    private final String oursName;
    private final String jamesName;
    private final List<double[]> ours = new ArrayList<>();
    private final List<double[]> james = new ArrayList<>();

    SideBySide(String ours, String james, List<String> measures) {
        this.oursName = ours;
        this.jamesName = james;
        this.measures = List.copyOf(measures);
    }

    /** Adds one value for each measure. */
    void ours(double... row) {
        ours.add(row.clone());
    }

    /** Adds one value for each measure. */
    void james(double... row) {
        james.add(row.clone());
    }

    void print(PrintStream out) {
        out.printf(NAME, "");
        measures.forEach(measure -> out.print("  " + measure));
        out.println();
        print(out, oursName, (row, measure) -> ours.get(row)[measure]);
        print(out, jamesName, (row, measure) -> james.get(row)[measure]);
        print(out, "ratio", (row, measure) -> ours.get(row)[measure] / james.get(row)[measure]);
        print(out, "difference", (row, measure) -> ours.get(row)[measure] - james.get(row)[measure]);
    }

    private interface Cell {
        double of(int row, int measure);
    }

    private void print(PrintStream out, String name, Cell cell) {
        out.printf(NAME, name);
        for (int n = 0; n < measures.size(); n++) {
            int measure = n;
            var values = IntStream.range(0, ours.size()).mapToDouble(row -> cell.of(row, measure));
            var cellWidth = "  %" + measures.get(n).length() + "s";
            out.printf(cellWidth, number(median(values)));
        }
        out.println();
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String number(double value) {
        double size = Math.abs(value);
        var digits = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, digits, value);
    }
}
