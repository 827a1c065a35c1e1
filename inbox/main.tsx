import { render } from 'preact'
import { App } from './app.tsx'
import { beLive } from './live.ts'
import './styles/base.css'
import './styles/frame.css'
import './styles/controls.css'
import './styles/conversations.css'
import './styles/tools.css'

const place = document.getElementById('app')
if (place) render(<App />, place)
beLive()
