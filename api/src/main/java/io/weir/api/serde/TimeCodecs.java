package io.weir.api.serde;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The values of {@code java.time}. */
final class TimeCodecs {

    private TimeCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.immutable(
                Tags.INSTANT,
                Instant.class,
                (v, out) -> {
                    out.writeLong(v.getEpochSecond());
                    out.writeInt(v.getNano());
                },
                in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
        to.immutable(
                Tags.DURATION,
                Duration.class,
                (v, out) -> {
                    out.writeLong(v.getSeconds());
                    out.writeInt(v.getNano());
                },
                in -> Duration.ofSeconds(in.readLong(), in.readInt()));
        to.immutable(Tags.LOCAL_DATE, LocalDate.class, TimeCodecs::writeDate, TimeCodecs::readDate);
        to.immutable(Tags.LOCAL_TIME, LocalTime.class, TimeCodecs::writeTime, TimeCodecs::readTime);
        to.immutable(Tags.LOCAL_DATE_TIME, LocalDateTime.class, TimeCodecs::writeDateTime, TimeCodecs::readDateTime);
        to.immutable(
                Tags.OFFSET_TIME,
                OffsetTime.class,
                (v, out) -> {
                    writeTime(v.toLocalTime(), out);
                    writeOffset(v.getOffset(), out);
                },
                in -> OffsetTime.of(readTime(in), readOffset(in)));
        to.immutable(
                Tags.OFFSET_DATE_TIME,
                OffsetDateTime.class,
                (v, out) -> {
                    writeDateTime(v.toLocalDateTime(), out);
                    writeOffset(v.getOffset(), out);
                },
                in -> OffsetDateTime.of(readDateTime(in), readOffset(in)));
        to.immutable(
                Tags.ZONED_DATE_TIME,
                ZonedDateTime.class,
                (v, out) -> {
                    writeDateTime(v.toLocalDateTime(), out);
                    writeOffset(v.getOffset(), out);
                    out.writeString(v.getZone().getId());
                },
                in -> {
                    LocalDateTime local = readDateTime(in);
                    ZoneOffset offset = readOffset(in);
                    return ZonedDateTime.ofLocal(local, ZoneId.of(in.readString()), offset);
                });
        to.add(
                Tags.ZONE_ID,
                new ImmutableCodec<ZoneId>((v, out) -> out.writeString(v.getId()), in -> ZoneId.of(in.readString())),
                ZoneOffset.class,
                ZoneId.of("Europe/Paris").getClass());
        to.immutable(
                Tags.PERIOD,
                Period.class,
                (v, out) -> {
                    out.writeInt(v.getYears());
                    out.writeInt(v.getMonths());
                    out.writeInt(v.getDays());
                },
                in -> Period.of(in.readInt(), in.readInt(), in.readInt()));
        to.immutable(Tags.YEAR, Year.class, (v, out) -> out.writeInt(v.getValue()), in -> Year.of(in.readInt()));
        to.immutable(
                Tags.YEAR_MONTH,
                YearMonth.class,
                (v, out) -> {
                    out.writeInt(v.getYear());
                    out.writeByte(v.getMonthValue());
                },
                in -> YearMonth.of(in.readInt(), in.readByte()));
        to.immutable(
                Tags.MONTH_DAY,
                MonthDay.class,
                (v, out) -> {
                    out.writeByte(v.getMonthValue());
                    out.writeByte(v.getDayOfMonth());
                },
                in -> MonthDay.of(in.readByte(), in.readByte()));
    }

    private static void writeDate(LocalDate date, BinaryOutput out) {
        out.writeZigZagLong(date.toEpochDay());
    }

    private static LocalDate readDate(BinaryInput in) {
        return LocalDate.ofEpochDay(in.readZigZagLong());
    }

    private static void writeTime(LocalTime time, BinaryOutput out) {
        out.writeVarLong(time.toNanoOfDay());
    }

    private static LocalTime readTime(BinaryInput in) {
        return LocalTime.ofNanoOfDay(in.readVarLong());
    }

    private static void writeDateTime(LocalDateTime dateTime, BinaryOutput out) {
        writeDate(dateTime.toLocalDate(), out);
        writeTime(dateTime.toLocalTime(), out);
    }

    private static LocalDateTime readDateTime(BinaryInput in) {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeOffset(ZoneOffset offset, BinaryOutput out) {
        out.writeZigZagLong(offset.getTotalSeconds());
    }

    private static ZoneOffset readOffset(BinaryInput in) {
        return ZoneOffset.ofTotalSeconds(Math.toIntExact(in.readZigZagLong()));
    }
}
