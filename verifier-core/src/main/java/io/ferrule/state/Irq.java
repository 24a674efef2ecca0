package io.ferrule.state;

/** Whether the processor takes interrupts. */
public enum Irq {
    /** It does. */
    ON,
    /** It does not. */
    OFF,
    /** Nobody knows. */
    EITHER
}
