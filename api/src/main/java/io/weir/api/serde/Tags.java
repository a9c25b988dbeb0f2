package io.weir.api.serde;

/** The first byte of every value. Part of the format: a number, once released, keeps its meaning for ever. */
final class Tags {

    static final int NULL = 0;
    static final int BOOLEAN = 1;
    static final int BYTE = 2;
    static final int SHORT = 3;
    static final int CHARACTER = 4;
    static final int INTEGER = 5;
    static final int LONG = 6;
    static final int FLOAT = 7;
    static final int DOUBLE = 8;
    static final int STRING = 9;
    static final int BIG_INTEGER = 10;
    static final int BIG_DECIMAL = 11;
    static final int UUID = 12;
    static final int DATE = 13;
    static final int INSTANT = 14;
    static final int DURATION = 15;
    static final int LOCAL_DATE = 16;
    static final int LOCAL_TIME = 17;
    static final int LOCAL_DATE_TIME = 18;
    static final int OFFSET_TIME = 19;
    static final int OFFSET_DATE_TIME = 20;
    static final int ZONED_DATE_TIME = 21;
    static final int ZONE_ID = 22;
    static final int PERIOD = 23;
    static final int YEAR = 24;
    static final int YEAR_MONTH = 25;
    static final int MONTH_DAY = 26;
    static final int BOOLEAN_ARRAY = 27;
    static final int BYTE_ARRAY = 28;
    static final int SHORT_ARRAY = 29;
    static final int CHAR_ARRAY = 30;
    static final int INT_ARRAY = 31;
    static final int LONG_ARRAY = 32;
    static final int FLOAT_ARRAY = 33;
    static final int DOUBLE_ARRAY = 34;
    static final int OPTIONAL = 35;
    static final int OPTIONAL_INT = 36;
    static final int OPTIONAL_LONG = 37;
    static final int OPTIONAL_DOUBLE = 38;
    static final int ARRAY_LIST = 39;
    static final int LINKED_LIST = 40;
    static final int ARRAYS_AS_LIST = 41;
    static final int IMMUTABLE_LIST = 42;
    static final int HASH_SET = 43;
    static final int LINKED_HASH_SET = 44;
    static final int TREE_SET = 45;
    static final int IMMUTABLE_SET = 46;
    static final int ENUM_SET = 47;
    static final int ARRAY_DEQUE = 48;
    static final int HASH_MAP = 49;
    static final int LINKED_HASH_MAP = 50;
    static final int TREE_MAP = 51;
    static final int IMMUTABLE_MAP = 52;
    static final int TIME_WINDOW = 53;
    static final int GLOBAL_WINDOW = 54;

    /** Tuple of arity n has tag {@code FIRST_TUPLE + n - 1}. */
    static final int FIRST_TUPLE = 55;

    static final int MAX_ARITY = 25;

    /** User class n of a table has tag {@code FIRST_USER_CLASS + n}. */
    static final int FIRST_USER_CLASS = FIRST_TUPLE + MAX_ARITY;

    private Tags() {}
}
