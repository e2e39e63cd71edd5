package whybounce.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.catalogue.Rule;
import whybounce.classify.CompiledRule.Range;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.reply.EnhancedStatus;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/** The rules in which the words of a reply have no part, by what else they ask for. */
final class ByCode {

    /** By reply code: where the group of those that ask for no status begins; 0 for none. */
    private final int[] byCode;

    /** By the key of a status, where the group of those that ask for it begins. */
    private final NumberMap byStatus;

    /** Groups: how many rules there are, and their places. */
    private final int[] groups;

    /** @param table where they were written */
    ByCode(TableReader table) {
        this.byCode = table.numbers();
        this.byStatus = new NumberMap(table.longs());
        this.groups = table.numbers();
    }

    /**
     * The rules that may hold.
     *
     * @param rules how many there are
     */
    Places in(int rules, int code, Optional<EnhancedStatus> status) {
        var places = new Places(rules);
        add(places, byStatus.get(status.isPresent() ? StatusForm.keyOf(status.get()) : StatusForm.NO_KEY));
        add(places, byCode[code]);
        return places;
    }

    private void add(Places places, int group) {
        for (int i = 1; i <= groups[group]; i++) {
            places.add(groups[group + i]);
        }
    }

    /** The rules, as they are written. */
    static final class Writer {
        private final Map<Integer, List<Integer>> byCode = new TreeMap<>();
        private final Map<Integer, List<Integer>> byStatus = new TreeMap<>();

        void add(int place, Rule.When when) {
            if (when.statuses().isEmpty()) {
                for (int code = 0; code < Gates.CODES; code++) {
                    if (Range.allow(when.codes(), code)) {
                        add(place, code, byCode);
                    }
                }
            } else {
                // Two forms of one rule may have one key: it is asked once.
                when.statuses().stream()
                        .map(StatusForm::of)
                        .map(StatusForm::key)
                        .distinct()
                        .forEach(key -> add(place, key, byStatus));
            }
        }

        private static void add(int place, int key, Map<Integer, List<Integer>> groups) {
            groups.computeIfAbsent(key, added -> new ArrayList<>()).add(place);
        }

        void write(TableWriter out) {
            // The first group is empty.
            var groups = new ArrayList<Integer>(List.of(0));
            var codes = new int[Gates.CODES];
            byCode.forEach((code, places) -> codes[code] = put(places, groups));
            var statuses = NumberMap.withPlaceFor(byStatus.size());
            byStatus.forEach((status, places) -> statuses.put(status, put(places, groups)));
            out.numbers(codes);
            out.longs(statuses.entries());
            out.numbers(groups.stream().mapToInt(Integer::intValue).toArray());
        }

        private static int put(List<Integer> places, List<Integer> groups) {
            int at = groups.size();
            groups.add(places.size());
            groups.addAll(places);
            return at;
        }
    }
}
