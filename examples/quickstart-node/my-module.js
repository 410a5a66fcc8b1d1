#!/usr/bin/env node
const { IxtProcessModule } = require('./ixt-process-module');

class MyModule extends IxtProcessModule {
  async onInit(config) {
    // Initialize module with configuration
    this.dbUrl = config.database_url || 'sqlite://data.db';
    this.log(`Connecting to database: ${this.dbUrl}`);

    // Initialize your resources here
  }

  async onHandle(message, context) {
    // Handle incoming messages
    const topic = message.topic;
    const payloadData = this.decodePayload(message.payload);

    if (topic === 'my.service.process') {
      const result = await this.processData(payloadData);
      return this.success({
        result: this.encodePayload(result)
      });
    } else if (topic === 'my.service.query') {
      const data = await this.queryData(payloadData);
      return this.success({
        data: this.encodePayload(data)
      });
    } else {
      return this.error('UNKNOWN_TOPIC', `Unknown topic: ${topic}`);
    }
  }

  async onShutdown() {
    // Clean up resources
    this.log('Shutting down module');
    // Close connections, save state, etc.
  }

  async onHealthCheck() {
    // Report health status (optional)
    return {
      healthy: true,
      database_connected: await this.checkDbConnection(),
      requests_processed: this.requestCount
    };
  }
}

if (require.main === module) {
  new MyModule().run();
}
