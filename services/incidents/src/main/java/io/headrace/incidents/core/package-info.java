/// The rules of incidents, free of input and output.
///
/// ```
///  ┌──────┐  Report: IncidentOpened    ┌──────────────────────────────────────┐
///  │ Calm │ ─────────────────────────► │ Open                                 │
///  │      │                            │  Report: IncidentRecurred            │
///  │      │ ◄───────────────────────── │  Acknowledge: IncidentAcknowledged   │
///  └──────┘  Clear: IncidentResolved   └──────────────────────────────────────┘
/// ```
@NullMarked
package io.headrace.incidents.core;

import org.jspecify.annotations.NullMarked;
