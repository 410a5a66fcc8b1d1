'use strict';
// The README's Quick Start, my-module.js, is kept word for word. It requires './ixt-process-module', where a module author
// copies the SDK to, and calls members that it leaves to the reader's imagination. This file is both: the SDK, and a base
// class with those members. In a module of your own, the SDK file itself stands here.

const { IxtProcessModule } = require('../../js-reference/ixt-process-module.js');

class QuickStartModule extends IxtProcessModule {
  constructor() {
    super();
    this.requestCount = 0;
  }

  /** The payload's text with its ASCII letters in upper case. */
  async processData(payload) {
    this.requestCount++;
    return Buffer.from(payload.toString('utf8').replace(/[a-z]/g, (letter) => letter.toUpperCase()), 'utf8');
  }

  /** JSON that names the query. */
  async queryData(payload) {
    this.requestCount++;
    return Buffer.from(JSON.stringify({ query: payload.toString('utf8') }), 'utf8');
  }

  async checkDbConnection() {
    return true;
  }
}

module.exports = { IxtProcessModule: QuickStartModule };
