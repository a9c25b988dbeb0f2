package io.weir.samples.rules;

import io.weir.samples.shared.Columns;
import io.weir.samples.shared.SumRow;

/**
 * All alarms of a rule.
 *
 * @param hottest degrees Celsius
 */
public record AlarmsOfRule(String name, int alarms, double hottest) implements SumRow<AlarmsOfRule> {
    static final Columns COLUMNS = Columns.of("%-8s %7d %14.1f", "rule", "alarms", "hottest deg C");

    static AlarmsOfRule of(Alarm alarm) {
        return new AlarmsOfRule(alarm.rule(), 1, alarm.reading().celsius());
    }

    @Override
    public AlarmsOfRule with(AlarmsOfRule later) {
        return new AlarmsOfRule(name, alarms + later.alarms, Math.max(hottest, later.hottest));
    }

    @Override
    public AlarmsOfRule inAll() {
        return new AlarmsOfRule(ALL, alarms, hottest);
    }

    @Override
    public String toString() {
        return COLUMNS.line(name, alarms, hottest);
    }
}
