package io.weir.runtime.time;

/** What a channel, an input or a split has to say about event time. */
enum ChannelState {
    /** Its watermark counts. */
    ACTIVE,
    /** It may go on one day; until then the others do not wait for it. */
    IDLE,
    /** Nothing comes any more, so that it decides nothing: its last watermark, the end of all time, is no time that the others have reached. */
    ENDED
}
