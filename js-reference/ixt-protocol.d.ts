// Made by tools/Ixt.SchemaGen from spec/schema/protocol.schema.json and spec/errors.json. Do not edit: change those and run
// dotnet run --project tools/Ixt.SchemaGen

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object with any members. */
export interface JsonObject {
  [member: string]: JsonValue;
}

/** A frame that a runtime sends to a module. */
export type RuntimeFrame =
  | InitRequest
  | HandleRequest
  | HealthCheckRequest
  | ShutdownRequest
  | CancelNotice
  | ServiceResponse;

/** A frame that a module sends to its runtime. */
export type ModuleFrame = ModuleResponse | ServiceRequest;

/** Names a request within one direction of a connection: a string of 1 to 128 characters, or an integer from 0 to 2^53-1. An answer echoes it exactly, with the same JSON type. */
export type RequestId = string | number;

/** The id of the request that is answered, or null when the offending frame's id could not be read. */
export type NullableRequestId = string | number | null;

/** Starts the module: exactly one, before anything else. */
export interface InitRequest {
  type: "init";
  id: RequestId;
  /** The module's configuration: the manifest's defaults with the operator's values over them. Free-form. */
  config: JsonObject;
  protocol?: ProtocolOffer;
}

/** What the runtime can speak. Absent: generation 1 (version 1.0, JSON, no optional feature). */
export interface ProtocolOffer {
  /** Protocol versions the runtime speaks, as MAJOR.MINOR. */
  versions: string[];
  /** Encodings the runtime can use after the init exchange. */
  encodings: string[];
  /** Optional features the runtime supports. */
  features: string[];
}

/** What the module chose from the offer, in the init response's data.protocol. */
export interface ProtocolChoice {
  /** The highest version both sides speak. */
  version: string;
  /** The encoding of every frame after the init response. */
  encoding: string;
  /** The optional features both sides support. */
  features: string[];
}

/** The data of a successful init response. */
export interface InitResult {
  protocol?: ProtocolChoice;
}

/** Gives the module one message to handle. */
export interface HandleRequest {
  type: "handle";
  id: RequestId;
  message: HandleMessage;
  context: MessageContext;
}

/** The message a handler receives. */
export interface HandleMessage {
  /** The service topic, for example my.service.process. */
  topic: string;
  payload: Bytes;
  priority?: Priority;
  ttl_ms?: TtlMs;
}

/** Binary data as strict base64 (RFC 4648 section 4, padded). May be empty. */
export type Bytes = string;

/** Delivery class of a message. Absent means 1. */
export type Priority = 1 | 2 | 3 | 4;

/** Time to live in milliseconds, counted from the frame's arrival at the receiver. Absent means no limit; 0 has already elapsed. */
export type TtlMs = number;

/** Where a message comes from. */
export interface MessageContext {
  /** Distributed tracing id. */
  trace_id: string;
  /** The calling module as name:version, or name:version/instance. */
  source_module: string;
  /** When the message was sent, in seconds since the Unix epoch; a fraction is allowed. */
  timestamp: number;
}

/** Asks for the module's health. */
export interface HealthCheckRequest {
  type: "health_check";
  id: RequestId;
}

/** The data of a health_check response. Further members are the module's own. */
export interface HealthStatus {
  /** Whether the module can do its work. */
  healthy: boolean;
}

/** Asks the module to finish its work, run its shutdown hook, answer and close. */
export interface ShutdownRequest {
  type: "shutdown";
  id: RequestId;
  /** How long outstanding handles may go on, in milliseconds. Absent means 5000. */
  grace_ms?: number;
}

/** Tells the module that nobody waits for a handle any more. Has no answer of its own. */
export interface CancelNotice {
  type: "cancel";
  id: RequestId;
}

/** The runtime's answer to a service request. */
export type ServiceResponse = ServiceSuccess | ServiceFailure;

/** The runtime's answer to a service request that succeeded. */
export interface ServiceSuccess {
  type: "service_response";
  id: RequestId;
  success: true;
  /** The service's result. */
  data: JsonObject;
}

/** The runtime's answer to a service request that failed. */
export interface ServiceFailure {
  type: "service_response";
  id: NullableRequestId;
  success: false;
  error: ErrorBody;
}

/** Why a request failed. */
export interface ErrorBody {
  /** A reserved code of spec/errors.json, or the module's own. */
  code: string;
  /** For people. */
  message: string;
  /** For programs: any JSON value. */
  details?: JsonValue;
}

/** The module's answer to a request. */
export type ModuleResponse = ResponseSuccess | ResponseError;

/** The module's answer to a request that succeeded. */
export interface ResponseSuccess {
  type: "response";
  id: RequestId;
  success: true;
  /** The result. */
  data: JsonObject;
}

/** The module's answer to a request that failed, or, with id null, its report of a frame it could not use. */
export interface ResponseError {
  type: "response";
  id: NullableRequestId;
  success: false;
  error: ErrorBody;
}

/** A call from the module to a service of the runtime. Without id it is one-way and gets no answer. */
export interface ServiceRequest {
  type: "service_request";
  id?: RequestId;
  /** message_bus, kv or logging. */
  service: string;
  method: string;
  /** The method's parameters; see the Params definitions. */
  params: JsonObject;
}

/** message_bus.send: hands a message to whichever module provides the topic and waits for its answer. */
export interface MessageBusSendParams {
  topic: string;
  payload: Bytes;
  priority?: Priority;
  ttl_ms?: TtlMs;
}

/** The handling module's response. */
export type MessageBusSendResult = SendSuccess | SendFailure;

/** The handling module answered with success. */
export interface SendSuccess {
  success: true;
  data: JsonObject;
}

/** The handling module answered with an error. */
export interface SendFailure {
  success: false;
  error: ErrorBody;
}

/** A key of the module's own key space. */
export type KvKey = string;

/** kv.get */
export interface KvGetParams {
  key: KvKey;
}

/** The value, or found false: an absent key is not an error. */
export interface KvGetResult {
  found: boolean;
  value?: Bytes;
}

/** kv.set */
export interface KvSetParams {
  key: KvKey;
  value: Bytes;
  /** After how many milliseconds the entry disappears. Absent means never. */
  ttl_ms?: number;
}

/** kv.delete */
export interface KvDeleteParams {
  key: KvKey;
}

/** Whether there was something to delete. */
export interface KvDeleteResult {
  deleted: boolean;
}

/** kv.exists */
export interface KvExistsParams {
  key: KvKey;
}

/** Whether the key has a value. */
export interface KvExistsResult {
  exists: boolean;
}

/** Severity of a structured log entry. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/** logging.log */
export interface LoggingLogParams {
  level: LogLevel;
  message: string;
  /** Structured fields, free-form. */
  fields?: JsonObject;
  /** When it happened, in seconds since the Unix epoch. Absent: when the runtime received it. */
  timestamp?: number;
  /** The trace the entry belongs to. */
  trace_id?: string;
}

/** A reserved error code; modules use their own besides. */
export type ReservedErrorCode =
  | "PROTOCOL_ERROR"
  | "NOT_INITIALIZED"
  | "ALREADY_INITIALIZED"
  | "INIT_FAILED"
  | "HANDLER_ERROR"
  | "INVALID_PAYLOAD"
  | "EXPIRED"
  | "TIMEOUT"
  | "CANCELLED"
  | "SHUTTING_DOWN"
  | "OVERLOADED"
  | "FRAME_TOO_LARGE"
  | "UNKNOWN_SERVICE"
  | "UNKNOWN_METHOD"
  | "MODULE_UNAVAILABLE"
  | "PERMISSION_DENIED";
